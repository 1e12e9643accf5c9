/**
 * Documents that several users edit at once.
 */
@NullMarked
package io.dialogue.docs.collaboration;

import org.jspecify.annotations.NullMarked;
