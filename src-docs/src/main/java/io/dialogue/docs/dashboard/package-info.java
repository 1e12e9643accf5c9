/**
 * A dashboard for administrators with live figures.
 */
@NullMarked
package io.dialogue.docs.dashboard;

import org.jspecify.annotations.NullMarked;
