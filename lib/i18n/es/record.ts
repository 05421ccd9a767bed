import type { Sister } from '../catalogue.ts';
import type { record as english } from '../en/record.ts';

export const record: Sister<typeof english> = {
  title: 'Constancia de que no se recibió ninguna objeción',
  file: '{reference}-sin-objecion.pdf',
  subject: 'Constancia de que no se recibió ninguna objeción: «{change}» ({reference})',
  ledeAccepted:
    'No tiene que hacer nada: el plazo terminó al {lastDay} y no recibimos ninguna objeción por escrito. Conforme a {clause} de su contrato de encargo, este cambio se considera aceptado.',
  ledeNotAuthorised:
    'No tiene que hacer nada: el plazo terminó al {lastDay} y no recibimos ninguna autorización. Su contrato de encargo exige una autorización específica, por lo que este cambio no queda autorizado para su organización.',
  yourOrganisation: 'su organización',
  notShown:
    'No está acreditado que ninguna notificación de este cambio haya llegado a {whom}. El resultado se mantiene y la autorización queda en suspenso: las nuevas condiciones esperan hasta que se acredite la notificación.',
  authorised: 'Las nuevas condiciones de {subprocessor} quedan autorizadas para {whom}, no antes del {day}.',
  refused: 'Para {whom}, las nuevas condiciones de {subprocessor} quedan rechazadas.',
  enclosed:
    'Se adjunta la constancia en PDF, {file}: por qué le afectaba el cambio, cómo se notificó, cómo se contó el plazo, que no constaba ninguna objeción y lo que no acredita.',
  stillPossible:
    'Una objeción que nos llegue ahora llega fuera de plazo. Queda en el registro; por sí sola no deja sin efecto lo que resultó del fin del plazo, y {vendor} puede admitirla.',

  lede: '«{change}», en lo que afectaba a {subscriber}. El plazo terminó al {lastDay}.',
  outcome: 'Resultado',
  outcomeAccepted: 'Se considera aceptado: el plazo terminó sin ninguna objeción por escrito',
  outcomeNotAuthorised:
    'No autorizado: el plazo terminó sin la autorización específica que exige el contrato de encargo',
  subscriber: 'Cliente',
  vendor: 'Encargado del tratamiento',
  published: 'Publicación',
  publishedValue: 'Versión {number} de la política, {instant}',
  given: 'Notificación',
  closed: 'Fin del plazo',
  closedValue: '{lastDay}; primer instante posterior: {utc}',
  recorded: 'Registro del fin del plazo',
  recordedValue: '{instant}, posición {position} en el registro de pruebas',
  asOf: 'Según lo conocido a',

  applies: 'Por qué el cambio afectaba a {subscriber}',
  becauseInfrastructure:
    '{subprocessor} es infraestructura, de la que dependen todos los servicios. {subscriber} tenía un contrato de encargo firmado, {dpa}, por lo que el cambio le afectaba.',
  becauseServices:
    '{subscriber} utilizaba {services}, en cuya prestación interviene {subprocessor}, y tenía un contrato de encargo firmado, {dpa}. Por eso el cambio le afectaba.',
  occasionPublished: 'La notificación se dio con la publicación de la versión de la política.',
  occasionDpa:
    'La notificación se dio al firmarse el contrato de encargo, cuando el cambio aún no se había aplicado, con un plazo propio completo.',
  occasionService:
    'La notificación se dio al contratarse un servicio, cuando el cambio aún no se había aplicado, con un plazo propio completo.',
  occasionSuperseding: 'La notificación se dio en lugar de otra errónea, con un plazo propio completo.',
  occasionFresh: 'La notificación se dio de nuevo, con un plazo propio completo.',

  proofOfNotice: 'Cómo se notificó',
  grades:
    'De cada paso se dice solo lo que se sabe: redactada; entregada a nuestro servidor de salida; aceptada por el servidor de correo del destinatario; leída en Demur.',
  noLetter: 'No se redactó ninguna carta con la notificación.',
  letterComposed: 'La carta se redactó el {instant}. El SHA-256 de su texto:',
  handed: 'entregada a nuestro servidor de salida{server}, {instant}',
  accepted: 'aceptada por el servidor de correo del destinatario{server}, {instant}',
  bounced: 'rechazada por un servidor de correo{server}, {instant}',
  answer: 'respuesta {code}',
  failed: 'ningún servidor de correo la tomó; se desistió del envío, {instant}',
  waiting: 'no entregada',
  read: 'Leída en Demur',
  readBy: '{name}, {instant}',
  readByNobody: 'Nadie de {subscriber} la había leído en Demur.',
  shown: 'La notificación se tiene por acreditada desde el {instant}.',
  proofLost: 'Tras el fin del plazo decayó la última prueba de la notificación ({instant}).',

  working: 'Por qué el plazo terminó ese día',
  workingLede: 'El cómputo, tal como quedó fijado al dar la notificación:',
  extended: 'Ampliado el {instant}: antes, {from}; ahora, {to}. Motivo: {reason}',

  absence: 'No constaba ninguna objeción al terminar el plazo',
  absent:
    'Cuando terminó el plazo no constaba en Demur ninguna objeción por escrito de {subscriber} a este cambio: ni se había presentado aquí ni {vendor} había registrado ninguna recibida por correo electrónico o postal.',
  retracted: '{reference}, recibida el {received}: se desistió de ella el {instant}.',
  late: '{reference} se recibió fuera de plazo, el {received}. Consta en el registro y no se había admitido.',
  lateRetracted: '{reference} se recibió fuera de plazo, el {received}, y se desistió de ella el {instant}.',
  acceptedThenTakenBack: 'El {instant} se dejó constancia de que no se objetaba, y el {until} se retiró.',

  followed: 'Qué resultó de ello',
  followedAccepted:
    'Conforme a {clause} del contrato de encargo, el cambio se considera aceptado si no se recibe ninguna objeción por escrito dentro del plazo. Resulta de la cláusula y del reloj; nadie lo decidió.',
  followedNotAuthorised:
    'El contrato de encargo exige una autorización específica. No se dio dentro del plazo, por lo que el cambio no está autorizado. Aquí el silencio no autoriza nada.',

  limits: 'Lo que esta constancia no acredita',
  limitAgreement:
    'Que {subscriber} estuviera de acuerdo con el cambio: deja constancia de que no se recibió ninguna objeción, y de nada más.',
  limitRead:
    'Que haya leído la notificación alguien cuya lectura no se indique arriba. Que un servidor de correo acepte una carta no significa que alguien la vea.',
  limitElsewhere: 'Que no se enviara nada que no llegara a Demur o que el encargado no registrara.',
  limitLawful: 'Que el cambio sea lícito ni que un motivo contra él no fuera legítimo.',
  limitRights:
    'Que se renunciara a ningún derecho: los derechos conforme al contrato de encargo y a la ley siguen como estaban.',
  limitLater: 'Lo ocurrido después del instante indicado arriba. El expediente continúa en Demur.',
  kept: 'Esta constancia la emite {vendor} para {subscriber}, y se conserva en Demur con su SHA-256.',
};
