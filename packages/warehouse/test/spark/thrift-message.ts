import { TBinaryProtocol, TBufferedTransport, Thrift } from 'thrift';

/** What every struct of the driver's generated code can do, though its types do not say so. */
interface Struct {
  read(input: TBinaryProtocol): void;
  write(output: TBinaryProtocol): void;
}

export const REQUEST = 1;
export const RESULT = 0;

const VERSION_BYTE = 0x80;

/** The method that a message of the strict binary protocol calls or answers. */
export const methodOf = (message: Buffer): string | undefined =>
  message.length > 12 && message[0] === VERSION_BYTE
    ? message.subarray(8, 8 + message.readInt32BE(4)).toString()
    : undefined;

interface Edit<T> {
  readonly struct: new () => T;
  readonly field: typeof REQUEST | typeof RESULT;
  readonly change: (body: T) => void;
}

/** Decodes a message (a header and a struct of one field), changes its body and encodes it again. */
export const edit = <T>(message: Buffer, { struct, field, change }: Edit<T>): Buffer => {
  let input: TBinaryProtocol | undefined;
  TBufferedTransport.receiver((transport) => {
    input = new TBinaryProtocol(transport);
  }, 0)(message);
  if (!input) return message;
  const header = input.readMessageBegin();
  input.readStructBegin();
  const { ftype, fid } = input.readFieldBegin();
  if (ftype !== Thrift.Type.STRUCT || fid !== field) return message; // an exception passes as it is
  const body = new struct() as T & Struct; // see Struct
  body.read(input);
  change(body);

  let bytes: Buffer | undefined;
  const output = new TBinaryProtocol(
    new TBufferedTransport(undefined, (written) => {
      bytes = written;
    }),
  );
  output.writeMessageBegin(header.fname, header.mtype, header.rseqid);
  output.writeStructBegin('message');
  output.writeFieldBegin('body', Thrift.Type.STRUCT, field);
  body.write(output);
  output.writeFieldEnd();
  output.writeFieldStop();
  output.writeStructEnd();
  output.writeMessageEnd();
  output.flush();
  return bytes ?? message;
};
