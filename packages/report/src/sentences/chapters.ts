import { definition, type Sentence } from './rule.js';

/** The heading of a part of the story, and the words that lead from the part before into its figures. */
export interface ChapterWords {
  readonly title: Sentence;
  readonly intro: Sentence;
}

/** The parts that show figures. Their words say what is looked at, and claim nothing of any model. */
export const chapterWords = {
  what: {
    title: definition('What it does'),
    intro: definition(
      'First from outside: how far each feature is from its relu when it is active alone, and how its error changes when others are active too. Figure 9 takes the two apart.',
    ),
  },
  how: {
    title: definition('How it does it'),
    intro: definition(
      'Now the weights. A feature reaches the neurons through its column of W_in, and W_out makes the outputs out of the neurons. The question is which features share a neuron.',
    ),
  },
  when: {
    title: definition('When it does it'),
    intro: definition(
      'What decides who is served? Each figure changes one or two settings, such as the exponent of the loss, how often features are active, or the number of neurons, and leaves the others as they are.',
    ),
  },
  forms: {
    title: definition('How it forms'),
    intro: definition(
      'How do weights become this network? One training is followed from its first weights to the model of this report.',
    ),
  },
} as const satisfies Readonly<Record<string, ChapterWords>>;

/** The heading of the last part. */
export const appendixTitle = definition('Appendix');
/** The line of the contents that leads to the top of a report. */
export const questionTitle = definition('Question');
