import tls from 'node:tls';

/** From now on all hosts answer at a port of this machine, for every TLS connection of this process. Gives the way back. */
export const everyHostIs = (port: number): (() => void) => {
  const { connect } = tls;
  tls.connect = ((options: tls.ConnectionOptions, ...rest: never[]) =>
    connect({ ...options, host: '127.0.0.1', port }, ...rest)) as typeof tls.connect; // https asks in this form alone
  return () => {
    tls.connect = connect;
  };
};
