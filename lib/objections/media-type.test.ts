import { describe, expect, test } from 'vitest';
import { acceptedEndings, mediaTypeOf, mediaTypes, SNIFFED } from './media-type.ts';

const bytes = (content: string) => Uint8Array.from(content, (character) => character.charCodeAt(0));
const utf8 = (content: string) => new TextEncoder().encode(content);

/** A member of a zip as its local header has it, without its own compressed content. */
function member(name: string, content = ''): string {
  const u16 = (value: number) => String.fromCharCode(value & 255, value >> 8);
  return `PK\x03\x04${'\0'.repeat(22)}${u16(name.length)}${u16(0)}${name}${content}`;
}
const types = member('[Content_Types].xml', '<Types/>');
const odt = member('mimetype', mediaTypes.odt.type);
const mail =
  'Received: from mx.example\r\nFrom: <dpo@aurora-bank.example>\r\nSubject: Objection\r\n\r\nWe object \xe9.\r\n';

describe('what a file is, by its content', () => {
  test.each([
    ['a.pdf', bytes('%PDF-1.7\n%\xe2\xe3'), 'pdf'],
    ['A.PDF', bytes('%PDF-1.4'), 'pdf'],
    ['a.png', bytes('\x89PNG\r\n\x1a\n\0\0'), 'png'],
    ['a.jpeg', bytes('\xff\xd8\xff\xe0'), 'jpeg'],
    ['a.jpg', bytes('\xff\xd8\xff\xe1'), 'jpeg'],
    ['a.webp', bytes('RIFF\x10\0\0\0WEBPVP8 '), 'webp'],
    ['a.gif', bytes('GIF89a'), 'gif'],
    ['a.docx', bytes(types + member('_rels/.rels') + member('word/document.xml')), 'docx'],
    ['a.xlsx', bytes(types + member('xl/workbook.xml')), 'xlsx'],
    ['a.pptx', bytes(types + member('ppt/presentation.xml')), 'pptx'],
    ['a.odt', bytes(odt + member('content.xml')), 'odt'],
    ['a.txt', utf8('Nein: das geht nicht. Não. 不行。'), 'txt'],
    ['a.md', utf8('# Assessment\n'), 'txt'],
    ['a.csv', utf8('country,allowed\nUS,no\n'), 'csv'],
    ['a.eml', bytes(mail), 'eml'],
    ['without an ending', bytes('%PDF-1.7'), 'pdf'],
  ] as const)('%s', (name, start, kind) => {
    expect(mediaTypeOf(name, start)).toEqual({ type: mediaTypes[kind].type });
  });

  test('is not in doubt where the first piece ends within a character', () => {
    const long = utf8('é'.repeat(SNIFFED));
    expect(mediaTypeOf('a.txt', long.subarray(0, SNIFFED - 1))).toEqual({ refused: expect.any(String) });
    expect(mediaTypeOf('a.txt', utf8(`a${'é'.repeat(SNIFFED)}`).subarray(0, SNIFFED))).toEqual({ type: 'text/plain' });
  });
});

describe('what can’t be attached', () => {
  test.each([
    ['a program of Windows', 'invoice.pdf', bytes('MZ\x90\0\x03'), 'a program'],
    ['a program of Linux', 'a.pdf', bytes('\x7fELF\x02'), 'a program'],
    ['a program of macOS', 'a.png', bytes('\xcf\xfa\xed\xfe'), 'a program'],
    ['one for several machines', 'a.txt', bytes('\xca\xfe\xba\xbe'), 'a program'],
    ['a script', 'a.txt', utf8('#!/bin/sh\nrm -rf ~\n'), 'a program'],
    ['a web page', 'a.txt', utf8(' \n<!-- hi --> <!DOCTYPE html>'), 'could run scripts'],
    ['a page behind several comments', 'a.txt', utf8('<!-- a -->\n<!-- b --><html>'), 'could run scripts'],
    ['a comment that does not end', 'a.txt', utf8('<!-- hi <html>'), 'could run scripts'],
    ['a drawing', 'a.png', utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'could run scripts'],
    ['XML', 'a.txt', utf8('\ufeff<?xml version="1.0"?>'), 'could run scripts'],
    ['a text called a picture', 'a.png', utf8('hello'), 'ends in .png, but its content is that of a .txt file'],
    ['a PDF called a text', 'a.txt', bytes('%PDF-1.7'), 'ends in .txt, but its content is that of a .pdf file'],
    ['a web page’s ending', 'a.html', utf8('hello'), 'ends in .html'],
    ['a macro document’s ending', 'a.docm', bytes(types + member('word/document.xml')), 'ends in .docm'],
    ['a plain zip', 'a.zip', bytes(member('a.exe')), 'can’t be attached'],
    ['a zip called a document', 'a.docx', bytes(member('word/document.xml')), 'can’t be attached'],
    [
      'a spreadsheet of OpenDocument',
      'a.odt',
      bytes(member('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')),
      'can’t',
    ],
    ['a template of OpenDocument', 'a.odt', bytes(`${odt}-template${member('content.xml')}`), 'can’t be attached'],
    ['bytes that are no text', 'a.txt', bytes('caf\xe9'), 'can’t be attached'],
    ['text with NUL in it', 'a.csv', utf8('a\0b'), 'can’t be attached'],
    ['no e-mail', 'a.eml', utf8('Dear all,\n'), 'can’t be attached'],
    ['nothing', 'a.pdf', bytes(''), 'is empty'],
  ])('%s', (_what, name, start, sentence) => {
    expect(mediaTypeOf(name, start)).toEqual({ refused: expect.stringContaining(sentence) });
  });
});

test('many comments are looked through at once', () => {
  const began = performance.now();
  expect(mediaTypeOf('a.txt', utf8('<!---->'.repeat(30)))).toEqual({ type: 'text/plain' });
  expect(mediaTypeOf('a.txt', utf8(`${'<!---->'.repeat(30_000)}x`))).toEqual({ type: 'text/plain' });
  expect(performance.now() - began).toBeLessThan(2000);
});

test('the form asks for the endings that are taken', () => {
  expect(acceptedEndings.split(',')).toEqual(expect.arrayContaining(['.pdf', '.jpeg', '.docx', '.eml']));
});
