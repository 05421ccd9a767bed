import { bootstrap } from '../lib/web/bootstrap.mjs';

bootstrap('e2e/test.ts');
