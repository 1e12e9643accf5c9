/**
 * What can be measured: the points that report and the contract of those who record.
 */
@NullMarked
package io.dialogue.observation;

import org.jspecify.annotations.NullMarked;
