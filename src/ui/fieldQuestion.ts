// Makes the question that asks for a field: a list where it has choices, else a text that is checked.
import * as vscode from "vscode";
import { type Field, findProblem, tidy } from "../core/field.js";
import { escapeLabel } from "../present/escape.js";
import { problemText } from "../present/form.js";
import { asked } from "../present/joined.js";
import { word } from "../present/word.js";
import type { ChoiceQuestion, TextQuestion } from "./quickSteps.js";

/** `isNew`: of something that there is not yet, so that no value can stay as it is. */
export function fieldQuestion(field: Field, value?: string, id = field.id, isNew = false): TextQuestion | ChoiceQuestion {
  const title = word(field.title);
  const named = field.required ? title : vscode.l10n.t("{0} (optional)", title);
  const question = { id, prompt: asked(named, field.hint && word(field.hint)), value };
  if (field.choices) {
    const choices = field.choices.map((choice) => ({
      value: choice.value,
      label: word(choice.title),
      ...(word(choice.title) === choice.value ? {} : { description: choice.value }),
      ...(choice.hint ? { detail: word(choice.hint) } : {}),
    }));
    const none = { value: "", label: isNew ? vscode.l10n.t("Leave empty") : vscode.l10n.t("Leave as it is") };
    // A value the cloud sent and nobody documented is offered as it is, or choosing would lose it.
    const own = value && !choices.some((choice) => choice.value === value) ? [{ value, label: escapeLabel(value) }] : [];
    return { kind: "choice", ...question, choices: [...own, ...choices, ...(field.required ? [] : [none])] };
  }
  return {
    kind: "text",
    ...question,
    isSecret: field.secret ?? false,
    ...(field.placeholder ? { placeholder: word(field.placeholder) } : {}),
    check: (typed) => {
      const problem = findProblem(field, tidy(field, typed));
      return problem && problemText(problem);
    },
  };
}
