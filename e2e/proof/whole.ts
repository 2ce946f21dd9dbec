/** `npm run prove` asks for the whole of every proof; `npm test` runs a quick part. */
export const whole = process.env.PROVE === '1'
