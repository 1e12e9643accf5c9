/**
 * Notifications to single users, whatever number of tabs they have.
 */
@NullMarked
package io.dialogue.docs.notifications;

import org.jspecify.annotations.NullMarked;
