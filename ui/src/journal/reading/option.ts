import type { Component } from 'svelte';

/** One of the things a combobox offers. */
export interface Option {
  id: string;
  label: string;
  /** A few quiet words behind it. */
  note?: string;
  icon?: Component<{ size?: number; 'aria-hidden'?: 'true' }> | undefined;
  /** Said and drawn as chosen, where several can be. */
  chosen?: boolean;
}

export interface OptionGroup {
  /** Empty where the list needs no names. */
  name: string;
  options: Option[];
}
