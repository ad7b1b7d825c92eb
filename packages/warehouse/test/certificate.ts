import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Hosts whose name decides how one signs in there; a test that stands for them answers in their place. */
const STOOD_FOR = ['*.cloud.databricks.com', '*.azuredatabricks.net', 'login.microsoftonline.com'];

/** A certificate for 127.0.0.1 that lives as long as the test. */
export const certificate = async (): Promise<Certificate> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...['localhost', ...STOOD_FOR].map((value) => ({ type: 2 as const, value })),
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key, cert };
};
