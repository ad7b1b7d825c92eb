export declare const precompiled: (source: string) => string;
