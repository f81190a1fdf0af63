export type BoxShape = { readonly path: string; readonly isFilled: boolean };

type CellSize = { readonly width: number; readonly height: number };

/** A frame's lines or a bar's block as an SVG path, for text of one such character; null for any other. */
export function boxShape(
  text: string,
  x: number,
  y: number,
  columns: number,
  { width, height }: CellSize,
): BoxShape | null {
  const [left, right] = [short(x), short(x + columns * width)];
  const [top, bottom] = [y, y + height];
  const centre = short(x + width / 2);
  const middle = y + height / 2;
  const bend = 5;
  const line = (path: string): BoxShape => ({ path, isFilled: false });
  switch (text[0]) {
    case '─':
      return line(`M${left} ${middle}H${right}`);
    case '│':
      return line(`M${centre} ${top}V${bottom}`);
    case '╭':
      return line(`M${centre} ${bottom}V${middle + bend}Q${centre} ${middle} ${right} ${middle}`);
    case '╮':
      return line(`M${centre} ${bottom}V${middle + bend}Q${centre} ${middle} ${left} ${middle}`);
    case '╰':
      return line(`M${centre} ${top}V${middle - bend}Q${centre} ${middle} ${right} ${middle}`);
    case '╯':
      return line(`M${centre} ${top}V${middle - bend}Q${centre} ${middle} ${left} ${middle}`);
    default: {
      const eighths = blocks.indexOf(text);
      if (eighths === -1) return null;
      const from = short(bottom - (height * (eighths + 1)) / 8);
      return { path: `M${left} ${from}H${right}V${bottom}H${left}Z`, isFilled: true };
    }
  }
}

/** From one eighth of a cell to all of it. */
const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

const short = (value: number): number => Math.round(value * 100) / 100;
