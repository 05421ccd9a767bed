import { shell } from './shell.ts';

const { code, stdout, stderr } = shell(process.argv.slice(2));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
