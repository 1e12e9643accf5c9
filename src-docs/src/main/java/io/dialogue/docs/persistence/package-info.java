/**
 * A chat whose history goes on in a database.
 */
@NullMarked
package io.dialogue.docs.persistence;

import org.jspecify.annotations.NullMarked;
