/**
 * Recognises clients by what the application already has: tokens, HTTP sessions, client
 * certificates.
 */
@NullMarked
package io.dialogue.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
