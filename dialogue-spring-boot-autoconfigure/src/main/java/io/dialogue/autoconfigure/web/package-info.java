/**
 * Files that the application's web server serves below {@code /dialogue}: the browser's
 * client and the contract.
 */
@NullMarked
package io.dialogue.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
