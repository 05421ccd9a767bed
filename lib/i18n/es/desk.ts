import type { Sister } from '../catalogue.ts';
import type { desk as english } from '../en/desk.ts';

export const desk: Sister<typeof english> = {
  overdueSubject: 'Nuestro propio objetivo ha pasado: {reference}, {subscriber}',
  overdueLede: 'Nuestro propio objetivo para responder a {reference} venció con {lastDay}.',
  overdueEffect: 'Nada ocurre por sí solo. {subscriber} ve que el objetivo ha pasado, y su objeción sigue sin decidir.',
  overdueOpen: 'Abrir la objeción',
  objection: 'Objeción',
  case: 'Expediente',
  subscriber: 'Cliente',
  change: 'Cambio',
  received: 'Recibida',

  digestSubject: 'La semana del {monday}',
  digestLede:
    '{windows, plural, =0 {Hasta {until} no termina ningún plazo pendiente de respuesta} one {En total, # plazo pendiente de respuesta dura, como máximo, hasta {until}} other {En total, # plazos pendientes de respuesta duran, como máximo, hasta {until}}}.',
  digestNext: 'El próximo plazo dura hasta {close}.',
  windows: 'Plazos que terminan esta semana',
  window: '{open, plural, one {# notificación sin respuesta} other {# notificaciones sin respuesta}}, hasta {close}',
  more: '{count, plural, one {# línea más} other {# líneas más}} en Demur.',
  undecided:
    '{undecided, plural, =0 {Ninguna objeción está sin decidir} one {# objeción está sin decidir} other {# objeciones están sin decidir}}; {passed, plural, =0 {no ha vencido ningún objetivo nuestro} one {nuestro objetivo ha vencido en # caso} other {nuestro objetivo ha vencido en # casos}}.',
  objections: 'Objeciones',
  target: 'Nuestro objetivo: {lastDay}',
  targetPassed: 'Nuestro objetivo venció: {lastDay}',
  actions: 'Medidas correctoras que vencen hasta el final de esta semana',
  action: '{text} ({reference}), a más tardar el {day}',
  letters: 'Cartas',
  lettersBack:
    'En los últimos siete días {bounced, plural, =0 {no se devolvió ninguna carta} one {se devolvió # carta} other {se devolvieron # cartas}} y {failed, plural, =0 {todas pudieron salir} one {# no pudo salir} other {# no pudieron salir}}.',
  unshown:
    '{count, plural, one {# notificación se cerró en silencio sin nada que la acredite; la autorización espera a ello} other {# notificaciones se cerraron en silencio sin nada que las acredite; la autorización espera a ello}}.',
  open: 'Abrir la mesa de privacidad',
  stop: 'Prescindir del resumen semanal',
};
