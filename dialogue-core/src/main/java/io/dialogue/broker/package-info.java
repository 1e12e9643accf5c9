/**
 * The log of each room: numbers, deduplicates, keeps and hands over events.
 */
@NullMarked
package io.dialogue.broker;

import org.jspecify.annotations.NullMarked;
