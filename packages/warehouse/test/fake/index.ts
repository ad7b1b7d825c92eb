import type {} from '../trust.ts';

export { type Delta, type DeltaOptions, openDelta } from './delta.ts';
export { everyHostIs } from './every-host.ts';
export { type Identity, openIdentity } from './identity.ts';
export { type Call, type FakeOptions, type Fault, startFake } from './server.ts';
