export const topics = {
  'exit-codes': 'what each exit code means',
  environment: 'the variables that mokv reads, and who wins',
  contexts: 'the file that keeps clusters under names',
  output: 'formats, JSON and colours',
  consistency: 'what a read may miss, and when a write is done',
  acl: 'who may do what',
} as const;

export type TopicName = keyof typeof topics;

export function topicNamed(word: string | undefined): TopicName | undefined {
  return topicNames().find((name) => name === word);
}

export function topicNames(): TopicName[] {
  return Object.keys(topics) as TopicName[];
}
