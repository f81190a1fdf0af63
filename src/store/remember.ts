/** Remembers its newest answer: the same inputs give the same object. */
export function remember<In extends readonly unknown[], Out>(
  derive: (...inputs: In) => Out,
): (...inputs: In) => Out {
  let last: { readonly inputs: In; readonly output: Out } | null = null;
  return (...inputs) => {
    if (last === null || inputs.some((input, index) => !Object.is(input, last?.inputs[index])))
      last = { inputs, output: derive(...inputs) };
    return last.output;
  };
}
