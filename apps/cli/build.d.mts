export declare const isFresh: () => boolean;
export declare const build: () => Promise<void>;
