export { asTyped, codePoints, line, optionalLine, optionalText, type TextRule, text } from '#lib/command/text.ts';
