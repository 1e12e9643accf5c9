/**
 * Users whose access was revoked: what was issued to them before is refused.
 */
@NullMarked
package io.dialogue.revocation;

import org.jspecify.annotations.NullMarked;
