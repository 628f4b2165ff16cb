// Makes the question that asks for a field: a list where it has choices, else a text that is checked.
import * as vscode from "vscode";
import { type Cloud, ownerOfKeyId } from "../../core/cloud/cloud.js";
import { type Field, findFlawOfKey, findProblem, type Problem, tidy } from "../../core/forms/field.js";
import { escapeLabel } from "../../text/escape.js";
import { problemText } from "../../text/forms/formText.js";
import { asked } from "../../text/punctuation.js";
import { translate } from "../../text/translate.js";
import type { ChoiceQuestion, Remark, TextQuestion } from "./stepInput.js";

/**
 * `isNew`: of something that there is not yet, so that no value can stay as it is.
 * `clouds`: of keys, those that a key may belong to by mistake.
 */
export function fieldQuestion(
  field: Field,
  value?: string,
  id = field.id,
  isNew = false,
  clouds: readonly Cloud[] = [],
): TextQuestion | ChoiceQuestion {
  const title = translate(field.title);
  const named = field.required ? title : vscode.l10n.t("{0} (optional)", title);
  const question = { id, name: title, prompt: asked(named, field.hint && translate(field.hint)), value };
  if (field.choices) {
    const choices = field.choices.map((choice) => ({
      value: choice.value,
      label: translate(choice.title),
      ...(translate(choice.title) === choice.value ? {} : { description: choice.value }),
      ...(choice.hint ? { detail: translate(choice.hint) } : {}),
    }));
    const none = { value: "", label: isNew ? vscode.l10n.t("Leave empty") : vscode.l10n.t("Leave as it is") };
    // An undocumented value that the cloud sent is offered as it is, or choosing would lose it.
    const own = value && !choices.some((choice) => choice.value === value) ? [{ value, label: escapeLabel(value) }] : [];
    return { kind: "choice", ...question, choices: [...own, ...choices, ...(field.required ? [] : [none])] };
  }
  return {
    kind: "text",
    ...question,
    isSecret: field.secret ?? false,
    ...(field.placeholder ? { placeholder: translate(field.placeholder) } : {}),
    check: (typed) => {
      const problem = findProblem(field, tidy(field, typed));
      return problem && problemText(asTyped(problem, typed));
    },
    ...(field.charset ? { remark: (typed: string) => remarkOn(field, typed, clouds) } : {}),
  };
}

/** What is wrong with a key before it is whole, and whose else it may be. */
function remarkOn(field: Field, typed: string, clouds: readonly Cloud[]): Remark | undefined {
  const value = tidy(field, typed);
  const problem = findFlawOfKey(field, value);
  if (problem) return { words: problemText(asTyped(problem, typed)), isDoubt: false };
  const owner = ownerOfKeyId(field, value, clouds);
  if (owner)
    return {
      words: vscode.l10n.t("This looks like a key of {0}. If it is not, press Enter twice.", translate(owner.title)),
      isDoubt: true,
    };
  const isQuoted = field.charset === "password" && /^(["'`]).*\1$/.test(value);
  return isQuoted
    ? { words: vscode.l10n.t("Quotation marks are around it. If they belong to it, press Enter twice."), isDoubt: true }
    : undefined;
}

/** Places are counted in what the person sees, with the spaces before it. */
function asTyped(problem: Problem, typed: string): Problem {
  if (problem.kind !== "oddCharacter") return problem;
  const before = [...typed.slice(0, typed.length - typed.trimStart().length)].length;
  return { ...problem, character: { ...problem.character, at: problem.character.at + before } };
}
