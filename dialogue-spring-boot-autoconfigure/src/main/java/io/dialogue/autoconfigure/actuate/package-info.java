/**
 * Auto-configuration of Dialogue's metrics, health and actuator endpoint.
 */
@NullMarked
package io.dialogue.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
