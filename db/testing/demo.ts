import { plantDemoWorld } from '#lib/world/demo.ts';
import { type TestDatabase, testDatabase } from './template.ts';

/** A database of one's own with the demo world in it, which is planted once a run. */
export function demoDatabase(): Promise<TestDatabase> {
  return testDatabase({ name: 'demo', fill: (ownerUrl) => plantDemoWorld({ ownerUrl }) });
}
