import type { Sister } from '../catalogue.ts';
import type { filings as english } from '../en/filings.ts';

export const filings: Sister<typeof english> = {
  receiptSubject: 'Acuse de recibo {reference}: su objeción a «{change}»',
  receiptInTime:
    'Por ahora no tiene que hacer nada más: su objeción se recibió dentro de plazo. El plazo termina al {lastDay}.',
  receiptStated:
    'Por ahora no tiene que hacer nada más: consta que su objeción se recibió dentro de plazo. El plazo termina al {lastDay}.',
  receiptLate:
    'Por ahora no tiene que hacer nada más: su objeción consta como recibida fuera de plazo. El plazo terminó al {lastDay}.',
  lateEffect:
    'Por sí sola no deja sin efecto lo que resultó del fin del plazo; {vendor} puede admitirla. Los derechos que le corresponden conforme al contrato de encargo y a la ley no se ven afectados.',
  reviewed:
    'La examinaremos y le responderemos por escrito. Hasta entonces puede ampliarla, o desistir de ella, en Demur.',
  statedInstant:
    'No llegó a través de Demur: el instante de recepción lo declara {vendor}; no se ha medido. Si no es correcto, impúgnelo; su impugnación constará en el registro.',
  disputeInstant: 'Impugnar el instante de recepción',
  enclosedObjection:
    'Se adjunta la objeción en PDF, {file}, tal como se presentó: los motivos, las medidas solicitadas, el SHA-256 de cada archivo y este acuse de recibo.',
  proves: 'Lo que acredita este acuse de recibo: {sentences}',
  doesNotProve: 'Lo que no acredita: {sentences}',

  supplementSubject: 'Ampliación de su objeción {reference}: queda constancia',
  supplementLede:
    'Por ahora no tiene que hacer nada más: lo que añadió a su objeción {reference} consta en el registro desde el {instant}.',
  supplementEffect:
    'Lo que presentó queda como estaba. La ampliación figura a su lado y se responde junto con ella. Las medidas solicitadas continúan la numeración.',
  actionsAdded: 'Medidas solicitadas que se añaden',
  action: 'Medida {number}',

  messageSubject: 'Un mensaje sobre «{change}» ({reference})',
  messageLede: 'No hay ningún plazo que atender: {vendor} le ha escrito sobre «{change}».',
  messageLedeOpen: 'El plazo relativo a «{change}» dura hasta el {lastDay}; este mensaje de {vendor} no lo modifica.',
  informationSubject: 'Se necesita información sobre su objeción {reference}',
  informationLede:
    'Esperamos su respuesta, sin fecha límite: {vendor} le pide información sobre su objeción {reference}.',
  informationEffect:
    'Nada se cierra por sí solo. El expediente continúa con su respuesta, o cuando {vendor} lo retome sin ella. Hasta entonces, nuestro propio plazo objetivo de respuesta queda detenido.',

  retractionSubject: 'Ha desistido de su objeción {reference}',
  retractedOpen:
    'El plazo vuelve a estar abierto hasta el {lastDay}: hasta entonces su organización puede objetar de nuevo, o dejar constancia de que no objeta.',
  retractedOpenGeneral:
    'Si hasta entonces no recibimos ninguna objeción por escrito, este cambio se considera aceptado conforme a {clause} de su contrato de encargo.',
  retractedOpenSpecific:
    'Su contrato de encargo exige una autorización específica: sin respuesta hasta entonces, este cambio no queda autorizado para su organización.',
  retractedAccepted:
    'No tiene que hacer nada: su organización desistió de la objeción {reference} el {instant}, cuando el plazo ya había terminado al {lastDay}. Con ello, el cambio queda aceptado.',
  retractedLate:
    'No tiene que hacer nada: su organización desistió de la objeción presentada fuera de plazo {reference} el {instant}. No había sido admitida, por lo que el resultado de la notificación no cambia.',
  retractedEffect: 'La objeción sigue en el registro, como desistida, con todo lo que se dijo sobre ella.',
  proposalEnded: 'La propuesta que tenía pendiente de respuesta terminó con ella.',

  admissionSubject: 'Se admite su objeción presentada fuera de plazo {reference}',
  admissionLede:
    'No tiene que hacer nada: su objeción, recibida cuando el plazo ya había terminado al {lastDay}, se admitió el {instant}.',
  admissionEffect:
    'Desde ese instante el cambio se considera objetado, y las nuevas condiciones de {subprocessor} quedan en suspenso para su organización hasta que se decida la objeción. Sigue marcada como presentada fuera de plazo.',
  admissionReason: 'Por qué se admite',
  dataAlreadySent: 'Datos ya enviados',
};
