// Looks up a word from elsewhere in a table: what every object inherits ("constructor", "toString") is in none.

export function own<Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
