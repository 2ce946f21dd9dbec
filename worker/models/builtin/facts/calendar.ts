/** The first letters of the weekdays, as JavaScript counts them. */
export const shortDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The first letters of the months. */
export const monthNames = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
]
