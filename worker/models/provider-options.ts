import type { SharedV4ProviderOptions } from '@ai-sdk/provider'

/**
 * Sent with every model call. `store: false` keeps conversations off the provider's disks and, since
 * references to stored items expire, lets a wait of weeks go on from our own transcript. The provider
 * then asks reasoning models for `reasoning.encrypted_content` by itself, so reasoning travels inline.
 */
export const providerOptions: SharedV4ProviderOptions = { openai: { store: false } }
