import fc from 'fast-check';

/** The same cases on every run, so that a change is judged by itself and not by luck; ASSAY_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env.ASSAY_SEED ?? 1) });
