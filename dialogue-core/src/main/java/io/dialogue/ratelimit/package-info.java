/**
 * Rate limits for what clients ask, and the token buckets that keep them by default.
 */
@NullMarked
package io.dialogue.ratelimit;

import org.jspecify.annotations.NullMarked;
