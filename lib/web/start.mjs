import { bootstrap } from './bootstrap.mjs';

bootstrap('lib/web/start.ts');
