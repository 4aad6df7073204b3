<?php

declare(strict_types=1);

$library = FFI::load(__DIR__ . '/imhook.h');
foreach (['imhook_buf', 'imhook_request'] as $name) {
    $type = $library->type($name);
    echo "$name of {$type->getSize()}\n";
    foreach ($type->getStructFieldNames() as $field) {
        echo "$name.$field at {$type->getStructFieldOffset($field)} of {$type->getStructFieldType($field)->getSize()}\n";
    }
}
