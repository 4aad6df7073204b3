<?php

// receive.php CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for.

declare(strict_types=1);

require __DIR__ . '/Receiver.php';

try {
    [, $config, $callback, $nowMs] = $argv;
    $receiver = new Imhook\Receiver(file_get_contents($config));
    [$head, $body] = explode("\r\n\r\n", file_get_contents($callback), 2);
    [$line, $headers] = explode("\r\n", $head, 2);
    [$method, $target] = explode(' ', $line);

    $delivery = json_decode($receiver->receive($method, $target, "$headers\r\n", $body, (int) $nowMs), flags: JSON_THROW_ON_ERROR);
    foreach ($delivery->events as $event) {
        echo "$event->type $event->id\n";
        if (isset($event->message->text)) {
            echo "  {$event->message->text}\n";
        }
    }
    echo "answer {$delivery->reply->status} {$delivery->reply->content_type} {$delivery->reply->body}\n";
} catch (Imhook\Refusal $refusal) {
    fwrite(STDERR, "refused: $refusal->name ({$refusal->getCode()})\n  {$refusal->getMessage()}\n");
    if ($refusal->hint !== '') {
        fwrite(STDERR, "  hint: $refusal->hint\n");
    }
    fwrite(STDERR, "answer $refusal->httpStatus\n");
    exit(1);
}
