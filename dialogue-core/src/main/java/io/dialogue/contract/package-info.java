/**
 * What clients can rely on, for machines: JSON Schemas, an AsyncAPI document and
 * TypeScript, made from the events and rooms that are declared.
 */
@NullMarked
package io.dialogue.contract;

import org.jspecify.annotations.NullMarked;
