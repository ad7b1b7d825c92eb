import type {} from '../trust.ts';

export { type Delta, type DeltaOptions, openDelta } from './delta.ts';
export { type Call, type FakeOptions, type Fault, startFake } from './server.ts';
