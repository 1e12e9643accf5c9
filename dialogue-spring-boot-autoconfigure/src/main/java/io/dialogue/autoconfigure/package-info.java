/**
 * Auto-configuration of Dialogue for Spring Boot.
 */
@NullMarked
package io.dialogue.autoconfigure;

import org.jspecify.annotations.NullMarked;
