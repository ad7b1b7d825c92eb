// Models
export { type BuildOptions, buildModels, modelText } from './models/build.ts';
export { type Reference, readReferences } from './models/dependencies.ts';
export type { Model } from './models/model.ts';
export { type Lineage, orderModels, withDownstream } from './models/order.ts';
export { parseModel, readModels } from './models/read.ts';
