/** `adb-1.azuredatabricks.net`, `https://spark.internal:10001/`: the host and the port that is named. */
export const addressOf = (text: string): { readonly host: string; readonly port?: number } => {
  const [, host = text, port] = /^(?:https?:\/\/)?([^:/]+)(?::(\d+))?\/?$/.exec(text) ?? [];
  return { host, ...(port ? { port: Number(port) } : {}) };
};
