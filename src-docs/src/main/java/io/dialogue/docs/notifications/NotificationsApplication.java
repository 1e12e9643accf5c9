package io.dialogue.docs.notifications;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class NotificationsApplication {

}
