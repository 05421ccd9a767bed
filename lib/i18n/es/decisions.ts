import type { Sister } from '../catalogue.ts';
import type { decisions as english } from '../en/decisions.ts';

export const decisions: Sister<typeof english> = {
  proposalSubject: 'Propuesta sobre su objeción {reference}: puede responder hasta el {day}',
  proposalLede:
    'Puede responder hasta el {lastDay}. Si no responde, el expediente vuelve a revisión. El silencio no equivale a un acuerdo.',
  proposalHow:
    'Una persona de su organización con facultad de firma la acepta o la rechaza en Demur. Si la acepta, pasa a ser la decisión en ese momento; si la rechaza, el expediente vuelve a revisión. Hasta entonces, las nuevas condiciones de {subprocessor} siguen en suspenso para su organización.',
  proposalAnswer: 'Leer la propuesta y responder',
  proposedMeasures: 'Las medidas propuestas',
  proposedWithdrawal: 'Los servicios que se retirarían',

  decisionSubject: 'Decisión sobre su objeción {reference}',
  cease:
    'No tiene que hacer nada: su objeción está decidida. No se recurre a {subprocessor} conforme a las nuevas condiciones para su organización.',
  ceaseEveryone:
    'No tiene que hacer nada: su objeción está decidida. El cambio se retira y no se recurre a {subprocessor} conforme a las nuevas condiciones para nadie.',
  corrective:
    'Por ahora no tiene que hacer nada: su objeción está decidida. {vendor} adopta las medidas siguientes, la última a más tardar el {day} (hora de {city}).',
  withdrawal: 'No tiene que hacer nada: su objeción está decidida. Se retira para su organización: {services}.',
  replacesDecision: 'Esta decisión sustituye a la del {instant}. Ambas siguen en el registro.',
  asProposed: 'Es lo que se propuso a su organización, que lo aceptó el {instant}.',
  ceaseEffect: 'Las nuevas condiciones quedan rechazadas para su organización desde el instante de esta decisión.',
  formerStays:
    '{former} sigue prestando el servicio para su organización, en las condiciones que tiene, mientras esté en uso.',
  earlierTermsGoOn: 'Las condiciones autorizadas antes siguen vigentes.',
  notForYourData: 'No puede utilizarse para los datos personales de su organización.',
  statementFollows:
    'Cuando se haya cumplido lo que se indica abajo sobre los datos ya enviados, recibirá una declaración: no se envió nada, o la supresión está confirmada.',
  correctiveEffect:
    'Las nuevas condiciones de {subprocessor} siguen en suspenso para su organización hasta que conste, con pruebas, que se ha cumplido cada medida. Entonces quedan autorizadas, no antes del {day}.',
  correctiveDispute:
    'Si vence la fecha de una medida sin cumplirse, se muestra y se le comunica. Puede impugnar que una medida se haya cumplido.',
  withdrawalTemporary:
    '{services}: se retira para su organización hasta el final del {day} (hora de {city}). Pasado ese día recibirá una nueva notificación del cambio, y las nuevas condiciones esperarán a su plazo.',
  withdrawalPermanent: '{services}: se retira para su organización de forma definitiva.',
  withdrawalTerms: 'Las nuevas condiciones de {subprocessor} no se aplican en ese ámbito.',
  decided: 'Fecha de la decisión',
  option: 'Opción',
  optionCease: 'Cese',
  optionCorrective: 'Medidas correctoras',
  optionWithdrawal: 'Retirada de servicios',
  scope: 'Alcance',
  scopeOne: 'Su organización',
  scopeAll: 'Todos los clientes',
  ceasesOn: 'Fecha del cese',
  basis: 'Fundamento',
  basisVendor: 'Por decisión de {vendor}',
  basisAgreed: 'Por acuerdo de su organización',
  actions: 'Las medidas',
  actionLine: '{text} (a cargo de: {owner}; a más tardar el {day})',
  action: 'Medida {number}',
  owner: 'A cargo de',
  dueOn: 'A más tardar el',
  services: 'Servicios',
  until: 'Hasta',
  forGood: 'De forma definitiva',
  dataPlan: 'Datos ya enviados',
  conditions: 'Condiciones',
  reasons: 'Motivos',
  disagree:
    'Puede dejar constancia de que no está de acuerdo. No tiene efecto sobre la decisión y figura en el registro.',

  doneSubject: 'La medida {number} de su objeción {reference} consta como cumplida',
  doneLede: 'No hay ningún plazo que atender: la medida {number} consta como cumplida desde el {instant}.',
  doneRemaining:
    'Las nuevas condiciones de {subprocessor} siguen en suspenso para su organización: {outstanding, plural, one {queda # medida pendiente} other {quedan # medidas pendientes}}.',
  doneAll:
    'Con ella constan como cumplidas todas las medidas de la decisión, y las nuevas condiciones de {subprocessor} quedan autorizadas para su organización, no antes del {day}.',
  doneDispute:
    'Si no lo ve así, una persona de su organización con facultad de firma puede impugnar en Demur que se haya cumplido. La impugnación consta en el registro; por sí sola no afecta a la autorización.',
  evidence: 'Pruebas',
  overdueSubject: 'La medida {number} de su objeción {reference} no se ha cumplido en su fecha',
  overdueLede:
    'No tiene que hacer nada: la medida {number} debía cumplirse antes de que terminara el {day} (hora de {city}) y no consta como cumplida.',
  overdueEffect: 'Las nuevas condiciones de {subprocessor} siguen en suspenso para su organización hasta que conste.',

  statementSubject: 'Declaración sobre sus datos, tras la decisión sobre {reference}',
  nothingSent:
    'No tiene que hacer nada: {vendor} declara que no se envió a {subprocessor} ningún dato personal de su organización conforme a las condiciones rechazadas.',
  deletionConfirmed:
    'No tiene que hacer nada: {vendor} declara que se han suprimido los datos personales de su organización que estaban en poder de {subprocessor} conforme a las condiciones rechazadas.',
  statedAt: 'Fecha de la declaración',
};
