#!/usr/bin/env node
import { createRequire } from 'node:module';
import { build, isFresh, program } from '../build.mjs';

// A checkout runs what its sources say
if (!isFresh()) await build();
createRequire(import.meta.url)(program);
