/** Names that begin with . or _, of files or of folders above them, are other programs' own, such as `_SUCCESS`. */
export const isOthersOwn = (name: string): boolean => /(?:^|\/)[._]/.test(name);

const SIDE_FILES = [
  /^(?:readme|licen[cs]e|notice|changelog|changes|authors|makefile|dockerfile|thumbs\.db|desktop\.ini)/i,
  /\.(?:md|rst|pdf|html?|png|jpe?g|svg|sql|py|r|sh|js|ts|ipynb|ya?ml|toml|cfg|ini|log)$/i,
  /\.(?:crc|md5|sha1|sha256|sig|asc|done|ok|ready|success)$/i,
  /(?:\.(?:tmp|part|partial|filepart|crdownload|swp|bak|old|orig)|~)$/i,
];

/** What people and programs put beside data: a read-me, a checksum, a copy that is still on its way. */
export const isSideFile = (name: string): boolean => {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return SIDE_FILES.some((pattern) => pattern.test(base));
};
