package io.dialogue.docs.collaboration;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class CollaborationApplication {

}
