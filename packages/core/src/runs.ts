/** Under this name the report tells of the run itself. */
export const RUNS = 'assay.runs';
