import fc from 'fast-check';

/** Any sequence of UTF-16 units, dangerous ones more often than chance would have it. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0, max: 0x9f }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.constantFrom(
        0x1b,
        0x9b,
        0x200b,
        0x200d,
        0x202a,
        0x202e,
        0x2028,
        0x2029,
        0x2066,
        0x2069,
        0xfeff,
        0x061c,
      ),
      fc.constantFrom(0x0d, 0x0a, 0x09, 0x5b, 0x6d, 0x240d, 0x240a, 0x241b),
    ),
    { maxLength: 60 },
  )
  .map((units) => String.fromCharCode(...units));

/** What a stranger would write to take over a terminal, around and within any text. */
export const hostileTexts = fc.oneof(
  anyText,
  fc
    .tuple(
      anyText,
      fc.constantFrom(
        '\u001b[2J',
        '\u001b[?1049l',
        '\u001b[31m',
        '\u001b]0;owned\u0007',
        '\u001b]52;c;b3duZWQ=\u001b\\',
        '\u001b]8;;http://evil.invalid\u001b\\link\u001b]8;;\u001b\\',
        '\u001bP$q"p\u001b\\',
        '\u001b_Gf=100;AAAA\u001b\\',
        '\u001b^private\u001b\\',
        '\u001bXstart\u001b\\',
        '\u001bc',
        '\u009b2J',
        '\u009d0;owned\u009c',
        '\u0090q\u009c',
        '\u202egpj.exe',
        '\u2066isolated\u2069',
        '\ud800',
        '\udc00\ud800',
        '\r\n\u0008\u0008\u007f',
        '\u000e\u000f',
      ),
      anyText,
    )
    .map((parts) => parts.join('')),
);
