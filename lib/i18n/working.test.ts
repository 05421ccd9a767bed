import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '#lib/calendar/calendar.ts';
import { deadline } from '#lib/deadlines/deadline.ts';
import { question } from '#lib/deadlines/generated.ts';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { workingIn } from './working.ts';

const madrid = calendarOf({ country: 'ES', region: 'MD', years: { first: 2026, last: 2027 } });

test('a working in Spanish', () => {
  const period = { rule: 'eu-1182-71', zone: 'Europe/Madrid', holidays: [madrid], length: 2 } as const;
  expect(workingIn.es(deadline({ ...period, from: parseInstant('2026-12-04T08:00:00Z') }))).toEqual([
    'El cómputo empieza el viernes 4 de diciembre de 2026, 09:00 (hora de Madrid). Ese día no se cuenta.',
    'Se cuentan 2 días, incluidos los fines de semana y los festivos.',
    'El día 2 es el domingo 6 de diciembre de 2026.',
    'El domingo 6 de diciembre de 2026 es día de fin de semana y festivo (Día de la Constitución Española, ES-MD).',
    'El lunes 7 de diciembre de 2026 es festivo (Día de la Constitución Española (substitute day), ES-MD).',
    'El martes 8 de diciembre de 2026 es festivo (Immaculate Conception, ES-MD).',
    'Por eso el final pasa al siguiente día hábil, el miércoles 9 de diciembre de 2026.',
    'Un plazo de dos días o más comprende al menos dos días hábiles, y hasta ese día hay menos.',
    'Por eso el final se aplaza al jueves 10 de diciembre de 2026.',
    'El último día es el jueves 10 de diciembre de 2026, hasta el final de su última hora en Madrid: lo que se reciba antes del instante 10 dic 2026, 23:00:00 UTC se recibe dentro de plazo.',
    'Se cuenta como establece el artículo 3 del Reglamento (CEE, Euratom) n.º 1182/71, por elección propia y en beneficio de su organización; el Reglamento se aplica a los actos de la UE, no a los contratos (regla eu-1182-71, versión 1).',
    `Son inhábiles los sábados, los domingos y los festivos de Comunidad de Madrid, Spain (ES-MD, ${madrid.version}).`,
  ]);
});

test('every working has the same steps in both languages', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const working = deadline(asked);
      const [english, spanish] = [workingIn.en(working), workingIn.es(working)];
      expect(spanish).toHaveLength(english.length);
      for (const [place, said] of spanish.entries())
        expect(said.match(/\d{4}/g) ?? []).toEqual(english[place]?.match(/\d{4}/g) ?? []);
    }),
    { numRuns: 60 },
  );
});
